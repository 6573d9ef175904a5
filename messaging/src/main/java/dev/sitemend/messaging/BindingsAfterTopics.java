package dev.sitemend.messaging;

import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cloud.stream.binding.Bindable;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;
import org.springframework.cloud.stream.binding.OutputBindingLifecycle;

/**
 * Lets a service start while Kafka is away. A binding that is started without its topic holds up the whole start, web
 * server and all, for minutes; so bindings start once {@link TopicsAtStart} is done, beside the start if need be.
 */
final class BindingsAfterTopics implements BeanPostProcessor {
    private final BeanFactory beans;

    BindingsAfterTopics(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        return switch (bean) {
            case InputBindingLifecycle _ -> new Inputs(service(), bindables());
            case OutputBindingLifecycle _ -> new Outputs(service(), bindables());
            default -> bean;
        };
    }

    private BindingService service() {
        return beans.getBean(BindingService.class);
    }

    private Map<String, Bindable> bindables() {
        return ((ListableBeanFactory) beans).getBeansOfType(Bindable.class);
    }

    private void whenTopicsAreThere(Runnable start) {
        beans.getBean(TopicsAtStart.class).whenDone(start);
    }

    private final class Inputs extends InputBindingLifecycle {
        Inputs(BindingService service, Map<String, Bindable> bindables) {
            super(service, bindables);
        }

        @Override
        public void start() {
            whenTopicsAreThere(super::start);
        }
    }

    private final class Outputs extends OutputBindingLifecycle {
        Outputs(BindingService service, Map<String, Bindable> bindables) {
            super(service, bindables);
        }

        @Override
        public void start() {
            whenTopicsAreThere(super::start);
        }
    }
}
